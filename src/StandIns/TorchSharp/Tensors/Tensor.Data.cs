using TorchSharp.Dispatch;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements' raw memory; the tensor must be contiguous and on the processor.</summary>
        public Span<byte> bytes
        {
            get
            {
                if (!is_contiguous()) throw new NotSupportedException("bytes needs a contiguous tensor.");
                if (device_type != DeviceType.CPU)
                    throw new InvalidOperationException("Reading data from non-CPU memory is not supported.");
                return new Span<byte>(DataPointer, checked((int)(NumberOfElements * ElementSize)));
            }
        }

        /// <summary>The bytes of one element.</summary>
        public long ElementSize => dtype switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Int16 or ScalarType.Float16 => 2,
            ScalarType.Int32 or ScalarType.Float32 => 4,
            _ => 8,
        };

        internal void* DataPointer => NativeMethods.Data(Handle);

        /// <summary>Access to the elements; a tensor on another device is copied first.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the type of the elements.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireElementType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The value of a tensor of one element.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or it has another type.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            RequireElementType(typeof(T));
            if (device_type == DeviceType.CPU) return *(T*)DataPointer;
            using var copy = cpu();
            return *(T*)copy.DataPointer;
        }

        /// <summary>A tensor on the processor with the same elements.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>A tensor on a GPU with the same elements.</summary>
        public Tensor cuda(Device? device = null) => to(device ?? CUDA);

        /// <summary>A tensor on a device; this one when it is there already and no copy is asked for.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(null, device, copy, disposeAfter, non_blocking);

        /// <summary>A tensor of an element type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, null, copy, disposeAfter, non_blocking);

        /// <summary>A tensor of an element type on a device.</summary>
        public Tensor to(
            ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, device, copy, disposeAfter, non_blocking);

        /// <summary>A tensor of an element type.</summary>
        public Tensor to_type(
            ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, null, copy, disposeAfter, non_blocking);

        private Tensor Convert(ScalarType? type, Device? device, bool copy, bool disposeAfter, bool nonBlocking)
        {
            var result = Aten.To.Call(
                this, Arg.Type(type), Arg.None, device, Arg.None, nonBlocking, copy, Arg.None);
            if (disposeAfter) Dispose();
            return result;
        }

        private void RequireElementType(Type type)
        {
            var fits = dtype switch
            {
                ScalarType.Byte => type == typeof(byte),
                ScalarType.Int8 => type == typeof(sbyte),
                ScalarType.Int16 => type == typeof(short),
                ScalarType.Int32 => type == typeof(int),
                ScalarType.Int64 => type == typeof(long),
                ScalarType.Float32 => type == typeof(float),
                ScalarType.Float64 => type == typeof(double),
                ScalarType.Bool => type == typeof(bool),
                _ => false,
            };
            if (!fits) throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }
    }
}
