using System.Runtime.InteropServices;

namespace Akka.Actor;

/// <summary>
/// Queue of many producers and one consumer on linked arrays of slots. A producer reserves a slot with one atomic
/// increment, which is also the fence that the scheduling handshake in <see cref="Cell"/> relies on: the consumer
/// judges emptiness by reservations, so a message is never left behind by a consumer that goes idle.
/// </summary>
internal sealed class MailboxQueue
{
    private const int FirstSize = 8;
    private const int LargestSize = 1024;
    private Segment _tail;
    private Segment _head;
    private PaddedCounter _index;

    public MailboxQueue()
    {
        _tail = new Segment(FirstSize);
        _head = _tail;
    }

    /// <summary>
    /// Whether a slot is reserved; its message may be a moment away. Only exact on the consumer's side.
    /// </summary>
    public bool HasItems
    {
        get
        {
            var segment = Volatile.Read(ref _head);
            return Volatile.Read(ref segment.Reserved.Value) > Volatile.Read(ref _index.Value);
        }
    }

    public void Enqueue(object message, IActorRef? sender)
    {
        var segment = Volatile.Read(ref _tail);
        while (true)
        {
            var index = Interlocked.Increment(ref segment.Reserved.Value) - 1;
            var slots = segment.Slots;
            if ((uint)index < (uint)slots.Length)
            {
                ref var slot = ref slots[index];
                slot.Sender = sender;
                Volatile.Write(ref slot.Message, message);
                return;
            }
            segment = Grow(segment);
        }
    }

    public bool TryDequeue(out Envelope envelope)
    {
        var segment = _head;
        if (_index.Value == segment.Slots.Length)
        {
            var next = Volatile.Read(ref segment.Next);
            if (next is null)
            {
                envelope = default;
                return false;
            }
            _index.Value = 0;
            Volatile.Write(ref _head, next);
            segment = next;
        }
        ref var slot = ref segment.Slots[_index.Value];
        var message = Volatile.Read(ref slot.Message);
        if (message is null)
        {
            envelope = default;
            return false;
        }
        envelope = new Envelope { Message = message, Sender = slot.Sender };
        slot = default;
        _index.Value++;
        return true;
    }

    private Segment Grow(Segment full)
    {
        var next = Volatile.Read(ref full.Next);
        if (next is null)
        {
            var made = new Segment(Math.Min(full.Slots.Length * 4, LargestSize));
            next = Interlocked.CompareExchange(ref full.Next, made, comparand: null) ?? made;
        }
        Interlocked.CompareExchange(ref _tail, next, full);
        return next;
    }

    private sealed class Segment(int size)
    {
        public readonly Envelope[] Slots = new Envelope[size];
        public Segment? Next;
        public PaddedCounter Reserved;
    }

    /// <summary>A counter on a cache line of its own, so that producers do not slow the consumer's reads.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct PaddedCounter
    {
        [FieldOffset(64)]
        public int Value;
    }
}
