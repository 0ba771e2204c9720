namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor without dimensions that holds one value.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        From([scalar], [], ScalarType.Float32, null, device, requires_grad);

    /// <summary>A copy of an array, in a row.</summary>
    public static Tensor tensor(
        float[] rawArray,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        From(rawArray, [rawArray.LongLength], ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>A copy of an array in a shape.</summary>
    /// <exception cref="ArgumentException">The shape does not have as many places as the array elements.</exception>
    public static Tensor tensor(
        float[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        From(rawArray, dimensions, ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>A copy of an array as a matrix.</summary>
    public static Tensor tensor(
        IList<float> rawArray,
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        From(rawArray.ToArray(), [rows, columns], ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>A copy of an array in three dimensions.</summary>
    public static Tensor tensor(
        IList<float> rawArray,
        long dim0,
        long dim1,
        long dim2,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        From(rawArray.ToArray(), [dim0, dim1, dim2], ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>A copy of a two-dimensional array.</summary>
    public static Tensor tensor(
        float[,] rawArray,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        From(
            rawArray.Cast<float>().ToArray(),
            [rawArray.GetLongLength(0), rawArray.GetLongLength(1)],
            ScalarType.Float32,
            dtype,
            device,
            requires_grad);
}
