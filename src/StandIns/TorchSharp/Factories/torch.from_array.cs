using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>A copy of an array of float, double, long, int or bool, of its own rank.</summary>
    /// <exception cref="NotSupportedException">The elements are of another type.</exception>
    public static Tensor from_array(
        Array rawArray,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null)
    {
        var shape = new long[rawArray.Rank];
        for (var k = 0; k < shape.Length; k++) shape[k] = rawArray.GetLongLength(k);
        return rawArray switch
        {
            _ when rawArray.GetType().GetElementType() == typeof(float) =>
                From(Flat<float>(rawArray), shape, ScalarType.Float32, dtype, device, requires_grad),
            _ when rawArray.GetType().GetElementType() == typeof(double) =>
                From(Flat<double>(rawArray), shape, ScalarType.Float64, dtype, device, requires_grad),
            _ when rawArray.GetType().GetElementType() == typeof(long) =>
                From(Flat<long>(rawArray), shape, ScalarType.Int64, dtype, device, requires_grad),
            _ when rawArray.GetType().GetElementType() == typeof(int) =>
                From(Flat<int>(rawArray), shape, ScalarType.Int32, dtype, device, requires_grad),
            _ when rawArray.GetType().GetElementType() == typeof(bool) =>
                From(Flat<bool>(rawArray), shape, ScalarType.Bool, dtype, device, requires_grad),
            _ => throw new NotSupportedException($"Elements of {rawArray.GetType()} are not in the subset."),
        };
    }

    private static T[] Flat<T>(Array array) => array as T[] ?? [.. array.Cast<T>()];

    private static Tensor From<T>(
        T[] values, ReadOnlySpan<long> shape, ScalarType own, ScalarType? dtype, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        long places = 1;
        foreach (var size in shape) places *= size;
        if (places != values.LongLength)
            throw new ArgumentException($"mismatched total size: {places} places, {values.LongLength} values");

        Tensor tensor;
        fixed (T* data = values)
        fixed (long* sizes = shape)
        {
            tensor = new Tensor(NativeErrors.Check(NativeMethods.FromData(data, sizes, shape.Length, (int)own)));
        }

        var converts = dtype is { } wanted && wanted != own;
        if (converts || device is { type: not DeviceType.CPU })
            tensor = tensor.to(dtype ?? own, device ?? CPU, disposeAfter: true);
        return Made(tensor, requiresGrad);
    }
}
