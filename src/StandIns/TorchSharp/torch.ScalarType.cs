namespace TorchSharp;

public static partial class torch
{
    /// <summary>Eight-bit unsigned integers.</summary>
    public const ScalarType uint8 = ScalarType.Byte;

    /// <summary>32-bit integers.</summary>
    public const ScalarType int32 = ScalarType.Int32;

    /// <summary>64-bit integers.</summary>
    public const ScalarType int64 = ScalarType.Int64;

    /// <summary>Single-precision floating-point numbers.</summary>
    public const ScalarType float32 = ScalarType.Float32;

    /// <summary>Double-precision floating-point numbers.</summary>
    public const ScalarType float64 = ScalarType.Float64;

    /// <summary>Truth values.</summary>
    public const ScalarType @bool = ScalarType.Bool;

    /// <summary>The type of a tensor's elements.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Eight-bit unsigned integers.</summary>
        Byte = 0,

        /// <summary>Eight-bit signed integers.</summary>
        Int8 = 1,

        /// <summary>16-bit integers.</summary>
        Int16 = 2,

        /// <summary>32-bit integers.</summary>
        Int32 = 3,

        /// <summary>64-bit integers.</summary>
        Int64 = 4,

        /// <summary>Half-precision floating-point numbers.</summary>
        Float16 = 5,

        /// <summary>Single-precision floating-point numbers.</summary>
        Float32 = 6,

        /// <summary>Double-precision floating-point numbers.</summary>
        Float64 = 7,

        /// <summary>Truth values.</summary>
        Bool = 11,
    }
}
