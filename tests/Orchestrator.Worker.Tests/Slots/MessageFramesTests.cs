using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.SlotProgram;
using Orchestrator.Worker.Slots;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Worker.Tests.Slots;

public sealed class MessageFramesTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static readonly byte[] Lease = LeaseFrames();

    [Fact]
    public async Task Messages_come_back_in_order_and_then_the_end()
    {
        var stream = new MemoryStream();
        for (var i = 1; i <= 3; i++)
            MessageFrames.Write(stream, new Wire.WorkerMessage { Returned = new() { Lease = i } });
        MessageFrames.Write(stream, new Wire.WorkerMessage());
        stream.Position = 0;

        for (var i = 1; i <= 3; i++)
            Assert.Equal(i, (await ReadAsync(stream))!.Returned.Lease);
        Assert.Equal(Wire.WorkerMessage.MessageOneofCase.None, (await ReadAsync(stream))!.MessageCase);
        Assert.Null(await ReadAsync(stream));
    }

    [Fact]
    public async Task A_message_longer_than_the_first_piece_of_memory_comes_back()
    {
        var stream = new MemoryStream();
        var trials = Enumerable.Range(0, 100_000).Select(i => (long)i).ToArray();
        MessageFrames.Write(stream, new Wire.WorkerMessage { Started = new() { Trials = { trials } } });
        stream.Position = 0;

        Assert.Equal(trials, (await ReadAsync(stream))!.Started.Trials);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(MessageFrames.MostBytes + 1)]
    [InlineData(int.MaxValue)]
    public async Task A_length_that_is_none_is_refused(int length)
    {
        var error = await Assert.ThrowsAsync<FrameException>(() => ReadAsync(new MemoryStream(BitConverter.GetBytes(length))));
        Assert.Contains($"{length}", error.Message);
    }

    [Fact]
    public async Task A_length_that_is_only_promised_allocates_little()
    {
        byte[] bytes = [.. BitConverter.GetBytes(MessageFrames.MostBytes), 1, 2, 3];
        var before = GC.GetAllocatedBytesForCurrentThread();

        await Assert.ThrowsAsync<FrameException>(() => ReadAsync(new MemoryStream(bytes)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_node_that_reads_any_bytes_gets_messages_an_end_or_a_refusal() => Prop
        .ForAll(Garbage(Lease).ToArbitrary(), bytes =>
        {
            var stream = new MemoryStream(bytes);
            try
            {
                while (ReadAsync(stream).GetAwaiter().GetResult() is { } message)
                    WorkerMessageMapper.ToDomain(message, "w", []);
            }
            catch (Exception refused) when (refused is FrameException or WireFormatException)
            {
                Assert.NotEmpty(refused.Message);
            }
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void A_slot_that_reads_any_bytes_ends_or_refuses_them() => Prop
        .ForAll(Garbage(Lease).ToArbitrary(), bytes =>
        {
            try
            {
                var ended = SlotProcessHost.RunAsync("w", "cpu", new WayOfDying(), new MemoryStream(bytes), new MemoryStream())
                    .WaitAsync(Bound).GetAwaiter().GetResult();
                Assert.Equal(0, ended);
            }
            catch (IOException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static Task<Wire.WorkerMessage?> ReadAsync(Stream stream) =>
        MessageFrames.ReadAsync(stream, Wire.WorkerMessage.Parser, CancellationToken.None);

    // A whole conversation with bytes replaced, removed and put in, or bytes that never were one.
    private static Gen<byte[]> Garbage(byte[] frames) => Gen.OneOf(
        ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes is not null),
        from edits in (
            from at in Gen.Choose(0, frames.Length - 20)
            from value in Gen.Choose(0, 255)
            from kind in Gen.Choose(0, 2)
            select (At: at, Value: (byte)value, Kind: kind)).ArrayOf(4)
        select edits.Aggregate(frames, (bytes, edit) => edit.Kind switch
        {
            0 => [.. bytes[..edit.At], edit.Value, .. bytes[(edit.At + 1)..]],
            1 => [.. bytes[..edit.At], .. bytes[(edit.At + 1)..]],
            _ => [.. bytes[..edit.At], edit.Value, .. bytes[edit.At..]],
        }));

    private static byte[] LeaseFrames()
    {
        var plan = PlanTexts.Of("fine", seeds: 2);
        var stream = new MemoryStream();
        MessageFrames.Write(stream, CoordinatorMessageMapper.ToWire(plan));
        MessageFrames.Write(stream, CoordinatorMessageMapper.ToWire(new Sweeps.Scheduling.LeaseGranted(
            new LeaseId(1), plan, plan.Bundle(0), [.. plan.Bundle(0).Trials.Select(trial => new LeasedTrial(trial, 1))])));
        MessageFrames.Write(stream, new Wire.CoordinatorMessage { Revoked = new() { Lease = 1 } });
        return stream.ToArray();
    }
}
