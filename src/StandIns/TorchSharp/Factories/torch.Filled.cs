using TorchSharp.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Zeros of a shape.</summary>
    public static Tensor zeros(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        Made(Aten.Zeros.Call(size, Kind(dtype), Arg.None, device, Arg.None), requires_grad);

    /// <summary>Zeros in a row.</summary>
    public static Tensor zeros(
        long size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        zeros([size], dtype, device, requires_grad);

    /// <summary>Zeros in a matrix.</summary>
    public static Tensor zeros(
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) => zeros([rows, columns], dtype, device, requires_grad);

    /// <summary>Zeros in three dimensions.</summary>
    public static Tensor zeros(
        long dim0,
        long dim1,
        long dim2,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) => zeros([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>Ones of a shape.</summary>
    public static Tensor ones(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        Made(Aten.Ones.Call(size, Kind(dtype), Arg.None, device, Arg.None), requires_grad);

    /// <summary>Ones in a row.</summary>
    public static Tensor ones(
        long size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        ones([size], dtype, device, requires_grad);

    /// <summary>Ones in a matrix.</summary>
    public static Tensor ones(
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) => ones([rows, columns], dtype, device, requires_grad);

    /// <summary>Memory of a shape whose content is undefined.</summary>
    public static Tensor empty(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        Made(Aten.Empty.Call(size, Kind(dtype), Arg.None, device, Arg.None, Arg.None), requires_grad);

    /// <summary>A value in every place of a shape; without a type the value's own.</summary>
    public static Tensor full(
        long[] size,
        Scalar value,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        Made(Aten.Full.Call(size, value, Arg.Type(dtype), Arg.None, device, Arg.None), requires_grad);

    /// <summary>Zeros in the shape of another tensor.</summary>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Like(Aten.ZerosLike, input, dtype, device, requires_grad);

    /// <summary>Ones in the shape of another tensor.</summary>
    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Like(Aten.OnesLike, input, dtype, device, requires_grad);

    /// <summary>Undefined content in the shape of another tensor.</summary>
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Like(Aten.EmptyLike, input, dtype, device, requires_grad);

    /// <summary>A value in the shape of another tensor.</summary>
    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(
            Aten.FullLike.Call(input, value, Arg.Type(dtype), Arg.None, device, Arg.None, Arg.None), requires_grad);

    /// <summary>Ones on the diagonal of a matrix, zeros elsewhere.</summary>
    public static Tensor eye(
        long rows,
        long columns = -1L,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null)
    {
        using var diagonal = Aten.Eye.Call(rows, Kind(dtype), Arg.None, device, Arg.None);
        if (columns < 0 || columns == rows) return Made(diagonal.alias(), requires_grad);
        var matrix = zeros([rows, columns], dtype, device);
        using var corner = matrix.narrow(0, 0, Math.Min(rows, columns)).narrow(1, 0, Math.Min(rows, columns));
        using var part = diagonal.narrow(0, 0, Math.Min(rows, columns)).narrow(1, 0, Math.Min(rows, columns));
        corner.copy_(part);
        return Made(matrix, requires_grad);
    }

    /// <summary>Evenly spaced values from start to before stop; integers unless a bound is not.</summary>
    public static Tensor arange(
        Scalar start,
        Scalar stop,
        Scalar step,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) =>
        Made(Aten.Arange.Call(start, stop, step, Arg.Type(dtype), Arg.None, device, Arg.None), requires_grad);

    /// <summary>Values one apart from start to before stop.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1L, dtype, device, requires_grad);

    /// <summary>Values one apart from zero to before stop.</summary>
    public static Tensor arange(
        Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0L, stop, 1L, dtype, device, requires_grad);

    private static Tensor Like(Operator op, Tensor input, ScalarType? dtype, Device? device, bool requiresGrad) =>
        Made(op.Call(input, Arg.Type(dtype), Arg.None, device, Arg.None, Arg.None), requiresGrad);

    private static Arg Kind(ScalarType? dtype) => Arg.Type(dtype ?? ScalarType.Float32);

    private static Tensor Made(Tensor tensor, bool requiresGrad)
    {
        if (requiresGrad) tensor.requires_grad = true;
        return tensor;
    }
}
