using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Orchestrator.Host.Tests.Services;

/// <summary>
/// Messages of the right shape with wrong content: any field may be missing, repeated, out of range, of another wire
/// type, or no text at all where text is wanted. What it makes follows from the random numbers alone.
/// </summary>
/// <param name="random">The random numbers.</param>
/// <param name="words">Texts that mean something to the server: ids, names, specs.</param>
internal sealed class WireNoise(Random random, IReadOnlyList<string> words)
{
    private static readonly long[] Numbers =
    [
        0, 1, -1, 2, 17, 100, 1000, 1001, 60_001, 1_000_000, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue,
    ];

    private static readonly double[] Reals =
        [0, 1, -1, 0.5, 2, 1.0000001, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue];

    /// <summary>The bytes of one message.</summary>
    public byte[] Message(MessageDescriptor descriptor, int depth = 0)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            foreach (var field in descriptor.Fields.InFieldNumberOrder().Where(_ => random.Next(3) > 0))
            {
                for (var times = field.IsRepeated ? random.Next(4) : 1; times > 0; times--)
                    Write(output, field, depth);
            }

            if (random.Next(20) == 0)
            {
                output.WriteTag(random.Next(1, 1 << 20), WireFormat.WireType.Varint);
                output.WriteInt64(Pick(Numbers));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Bytes without any form.</summary>
    public byte[] Bytes(int most)
    {
        var bytes = new byte[random.Next(most + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    private void Write(CodedOutputStream output, FieldDescriptor field, int depth)
    {
        var type = random.Next(40) == 0 ? FieldType.Int64 : field.FieldType;
        switch (type)
        {
            case FieldType.Double:
                output.WriteTag(field.FieldNumber, WireFormat.WireType.Fixed64);
                output.WriteDouble(Pick(Reals));
                break;
            case FieldType.Float:
                output.WriteTag(field.FieldNumber, WireFormat.WireType.Fixed32);
                output.WriteFloat((float)Pick(Reals));
                break;
            case FieldType.String:
                output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(Text()));
                break;
            case FieldType.Bytes:
                output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(random.Next(2) == 0 ? Exactly(32) : Bytes(64)));
                break;
            case FieldType.Message:
                output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(depth > 4 ? [] : Message(field.MessageType, depth + 1)));
                break;
            default:
                output.WriteTag(field.FieldNumber, WireFormat.WireType.Varint);
                output.WriteInt64(random.Next(2) == 0 ? random.Next(5) : Pick(Numbers));
                break;
        }
    }

    private byte[] Text() => random.Next(8) switch
    {
        0 => Bytes(20), // no UTF-8, as a rule
        1 => Encoding.UTF8.GetBytes(new string('x', random.Next(6000))),
        2 => Encoding.UTF8.GetBytes($"{(char)random.Next(32)}\u0000\r\n'\"{char.ConvertFromUtf32(0x1F600)}"),
        3 => Encoding.UTF8.GetBytes(Pick(words)[..^1]),
        _ => Encoding.UTF8.GetBytes(Pick(words)),
    };

    private byte[] Exactly(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
