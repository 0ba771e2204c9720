using TorchSharp.Dispatch;

namespace TorchSharp;

/// <summary>A number passed to an operator: an integer, a floating-point number or a truth value.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(Tag tag, long bits)
    {
        Tag = tag;
        Bits = bits;
    }

    internal Tag Tag { get; }

    internal long Bits { get; }

    /// <summary>A scalar that holds an integer.</summary>
    public static implicit operator Scalar(int value) => new(Tag.Int, value);

    /// <summary>A scalar that holds an integer.</summary>
    public static implicit operator Scalar(long value) => new(Tag.Int, value);

    /// <summary>A scalar that holds a floating-point number.</summary>
    public static implicit operator Scalar(float value) => (double)value;

    /// <summary>A scalar that holds a floating-point number.</summary>
    public static implicit operator Scalar(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A scalar that holds a truth value.</summary>
    public static implicit operator Scalar(bool value) => new(Tag.Bool, value ? 1 : 0);

    /// <summary>Nothing is held here; the official type owns native memory.</summary>
    public void Dispose()
    {
    }
}
