using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        private const int UsualRank = 8;

        /// <summary>The sizes, outermost dimension first.</summary>
        public long[] shape => Layout(strides: false);

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => NativeErrors.Check(NativeMethods.Shape(Handle, null, null, 0));

        /// <summary>The number of dimensions.</summary>
        public long ndim => Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Facts().Elements;

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => (ScalarType)Facts().Type;

        /// <summary>The kind of device the tensor is on.</summary>
        public DeviceType device_type => (DeviceType)Facts().DeviceType;

        /// <summary>The index of that device.</summary>
        public int device_index => (int)Facts().DeviceIndex;

        /// <summary>The device the tensor is on.</summary>
        public Device device
        {
            get
            {
                var facts = Facts();
                return facts.DeviceType == (long)DeviceType.CPU
                    ? CPU
                    : new Device((DeviceType)facts.DeviceType, (int)facts.DeviceIndex);
            }
        }

        /// <summary>Whether the tensor was made by the caller and not by a recorded operator.</summary>
        public bool is_leaf => Facts().IsLeaf != 0;

        /// <summary>The number of dimensions.</summary>
        public long dim() => Dimensions;

        /// <summary>The number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>The sizes, outermost dimension first.</summary>
        public long[] size() => shape;

        /// <summary>The size of one dimension; a negative one counts from the end.</summary>
        public long size(int dim)
        {
            var sizes = shape;
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        /// <summary>How far apart in memory neighbours along each dimension are, in elements.</summary>
        public long[] stride() => Layout(strides: true);

        /// <summary>Whether the elements lie in memory in order without gaps.</summary>
        public bool is_contiguous() => Facts().IsContiguous != 0;

        internal TensorFacts Facts()
        {
            TensorFacts facts;
            NativeErrors.Check(NativeMethods.Facts(Handle, &facts));
            GC.KeepAlive(this);
            return facts;
        }

        private long[] Layout(bool strides)
        {
            var usual = stackalloc long[2 * UsualRank];
            var rank = NativeErrors.Check(NativeMethods.Shape(Handle, usual, usual + UsualRank, UsualRank));
            if (rank <= UsualRank) return new Span<long>(strides ? usual + UsualRank : usual, rank).ToArray();
            long[] all = new long[2 * rank];
            fixed (long* room = all) NativeErrors.Check(NativeMethods.Shape(Handle, room, room + rank, rank));
            return strides ? all[rank..] : all[..rank];
        }
    }
}
