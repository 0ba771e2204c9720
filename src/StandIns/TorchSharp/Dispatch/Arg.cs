using static TorchSharp.torch;

namespace TorchSharp.Dispatch;

/// <summary>
/// One argument of an operator call. It holds the managed object, not its handle, so that a tensor cannot be
/// finalised while the native side works on it. Lives on the stack of the caller.
/// </summary>
internal readonly struct Arg
{
    private Arg(Tag tag, long bits, object? reference = null, int count = 0)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
        Count = count;
    }

    internal static Arg None => default;

    internal Tag Tag { get; }

    internal int Count { get; }

    internal long Bits { get; }

    internal object? Reference { get; }

    /// <summary>A list of one integer, without an array.</summary>
    internal static Arg One(long value) => new(Tag.Ints, value, null, 1);

    internal static Arg List(long[] values) => new(Tag.Ints, 0, values, values.Length);

    internal static Arg Tensors(Tensor[] values) => new(Tag.Tensors, 0, values, values.Length);

    internal static Arg Indices(Tensor?[] values) => new(Tag.OptionalTensors, 0, values, values.Length);

    internal static Arg Type(ScalarType? type) => type is { } t ? new(Tag.Int, (long)t) : default;

    public static implicit operator Arg(Tensor? tensor) => tensor is null ? default : new(Tag.Tensor, 0, tensor);

    public static implicit operator Arg(long value) => new(Tag.Int, value);

    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);

    public static implicit operator Arg(long[] values) => List(values);

    public static implicit operator Arg(Scalar? scalar) => scalar is null ? default : new(scalar.Tag, scalar.Bits);

    public static implicit operator Arg(Device? device) =>
        device is null ? default : new(Tag.Device, device.index, null, (int)device.type);

    public static implicit operator Arg(string? text) => text is null ? default : new(Tag.Text, 0, text);
}
