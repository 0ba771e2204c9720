using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor on the processor, in the order of its dimensions.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;

    internal TensorAccessor(Tensor tensor)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        Count = tensor.NumberOfElements;
        IsContiguous = tensor.is_contiguous();
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    private bool IsContiguous { get; }

    /// <summary>The element at a position, counted through all dimensions in order.</summary>
    /// <exception cref="IndexOutOfRangeException">The position is outside the tensor.</exception>
    public T this[params long[] indices]
    {
        get => *Locate(indices);
        set => *Locate(indices) = value;
    }

    /// <summary>The elements, copied in order.</summary>
    public T[] ToArray()
    {
        var values = new T[Count];
        if (IsContiguous)
        {
            new Span<T>(_tensor.DataPointer, values.Length).CopyTo(values);
        }
        else
        {
            for (var k = 0; k < values.Length; k++) values[k] = *At(k);
        }

        GC.KeepAlive(_tensor);
        return values;
    }

    /// <summary>Copies the elements, in order, into an array from an index on.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        for (var k = tensorIndex; k < Count; k++) array[arrayIndex + (k - tensorIndex)] = *At(k);
    }

    /// <summary>Overwrites the elements, in order, from an array.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        for (var k = tensorIndex; k < Count; k++) *At(k) = array[arrayIndex + (k - tensorIndex)];
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    /// <inheritdoc/>
    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does not dispose the tensor that was asked for its data.</summary>
    public void Dispose()
    {
    }

    private T* Locate(long[] indices)
    {
        if (indices.Length == 1 && _shape.Length != 1)
        {
            if ((ulong)indices[0] >= (ulong)Count) throw OutOfRange();
            return At(indices[0]);
        }

        long offset = 0;
        for (var k = 0; k < indices.Length; k++)
        {
            if ((ulong)indices[k] >= (ulong)_shape[k]) throw OutOfRange();
            offset += indices[k] * _strides[k];
        }

        return (T*)_tensor.DataPointer + offset;
    }

    private T* At(long position)
    {
        long offset = 0;
        for (var k = _shape.Length - 1; k >= 0; k--)
        {
            offset += position % _shape[k] * _strides[k];
            position /= _shape[k];
        }

        return (T*)_tensor.DataPointer + offset;
    }

    private static IndexOutOfRangeException OutOfRange() => new("The index is outside the tensor");
}
