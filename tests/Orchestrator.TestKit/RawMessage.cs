using Google.Protobuf;

namespace Orchestrator.TestKit;

/// <summary>
/// A protobuf message by its field numbers alone: what a recording holds is read and adapted without today's types.
/// </summary>
public sealed class RawMessage
{
    private readonly List<(uint Tag, ulong Number, ByteString Bytes)> _fields = [];

    /// <summary>Reads the bytes of a message; numbers are varints or fixed, everything else is bytes.</summary>
    public static RawMessage Parse(ByteString bytes)
    {
        var message = new RawMessage();
        using var input = bytes.CreateCodedInput();
        while (input.ReadTag() is > 0 and var tag)
        {
            message._fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => (tag, input.ReadUInt64(), ByteString.Empty),
                WireFormat.WireType.Fixed64 => (tag, input.ReadFixed64(), ByteString.Empty),
                WireFormat.WireType.Fixed32 => (tag, input.ReadFixed32(), ByteString.Empty),
                WireFormat.WireType.LengthDelimited => (tag, 0, input.ReadBytes()),
                var other => throw new InvalidDataException($"A field of wire type {other} is not read."),
            });
        }

        return message;
    }

    /// <summary>The field numbers, in the order of the bytes.</summary>
    public IEnumerable<int> Numbers => _fields.Select(f => WireFormat.GetTagFieldNumber(f.Tag));

    /// <summary>Whether the field is there.</summary>
    public bool Has(int field) => Numbers.Contains(field);

    /// <summary>A whole number; 0 where the field is not there.</summary>
    public long Number(int field) =>
        (long)_fields.LastOrDefault(f => WireFormat.GetTagFieldNumber(f.Tag) == field).Number;

    /// <summary>What a field of bytes, text or a message holds, as often as it is there.</summary>
    public IEnumerable<ByteString> All(int field) =>
        _fields.Where(f => WireFormat.GetTagFieldNumber(f.Tag) == field).Select(f => f.Bytes);

    /// <summary>A field that is a message; throws where it is not there.</summary>
    public RawMessage Message(int field) => Parse(All(field).Last());

    /// <summary>A text; empty where the field is not there.</summary>
    public string Text(int field) => All(field).LastOrDefault(ByteString.Empty).ToStringUtf8();

    /// <summary>Whole numbers of a repeated field, packed or not.</summary>
    public IReadOnlyList<long> Packed(int field)
    {
        var numbers = new List<long>();
        foreach (var (tag, number, bytes) in _fields.Where(f => WireFormat.GetTagFieldNumber(f.Tag) == field))
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint)
            {
                numbers.Add((long)number);
                continue;
            }

            using var input = bytes.CreateCodedInput();
            while (!input.IsAtEnd)
                numbers.Add(input.ReadInt64());
        }

        return numbers;
    }

    /// <summary>The same message with a whole number in this field, whatever was there.</summary>
    public RawMessage With(int field, long number)
    {
        var changed = Without(field);
        changed._fields.Insert(
            0, (WireFormat.MakeTag(field, WireFormat.WireType.Varint), (ulong)number, ByteString.Empty));
        return changed;
    }

    /// <summary>The same message with one more field of bytes, text or a message at its end.</summary>
    public RawMessage Add(int field, ByteString bytes)
    {
        var changed = new RawMessage();
        changed._fields.AddRange(_fields);
        changed._fields.Add((WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited), 0, bytes));
        return changed;
    }

    /// <summary>The message's bytes.</summary>
    public ByteString ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            foreach (var (tag, number, content) in _fields)
                Write(output, tag, number, content);
        }

        return ByteString.CopyFrom(bytes.ToArray());
    }

    private static void Write(CodedOutputStream output, uint tag, ulong number, ByteString content)
    {
        output.WriteTag(tag);
        switch (WireFormat.GetTagWireType(tag))
        {
            case WireFormat.WireType.Varint:
                output.WriteUInt64(number);
                break;
            case WireFormat.WireType.Fixed64:
                output.WriteFixed64(number);
                break;
            case WireFormat.WireType.Fixed32:
                output.WriteFixed32((uint)number);
                break;
            default:
                output.WriteBytes(content);
                break;
        }
    }

    private RawMessage Without(int field)
    {
        var changed = new RawMessage();
        changed._fields.AddRange(_fields.Where(f => WireFormat.GetTagFieldNumber(f.Tag) != field));
        return changed;
    }
}
