using TorchSharp.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same memory in another shape; −1 stands for what is left over.</summary>
        public Tensor view(params long[] shape) => Aten.View.Call(this, shape);

        /// <summary>The elements in another shape, copied only when they must be.</summary>
        public Tensor reshape(params long[] shape) => Aten.Reshape.Call(this, shape);

        /// <summary>Dimensions from start to end joined into one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.Flatten.Call(this, start_dim, end_dim);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.Transpose.Call(this, dim0, dim1);

        /// <summary>A matrix with rows and columns exchanged.</summary>
        public Tensor t() => Aten.Transpose.Call(this, 0L, 1L);

        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => Aten.Permute.Call(this, permutation);

        /// <summary>A dimension of one more at a position.</summary>
        public Tensor unsqueeze(long dim) => Aten.Unsqueeze.Call(this, dim);

        /// <summary>Without dimensions of one.</summary>
        public Tensor squeeze() => Aten.Squeeze.Call(this);

        /// <summary>Without a dimension, if it is of one.</summary>
        public Tensor squeeze(long dim) => Aten.SqueezeDim.Call(this, dim);

        /// <summary>Dimensions of one repeated to the sizes given, without copying; −1 leaves a size.</summary>
        public Tensor expand(params long[] sizes) => Aten.Expand.Call(this, sizes, false);

        /// <summary>The elements in order without gaps, copied only when they are not.</summary>
        public Tensor contiguous() => Aten.Contiguous.Call(this, 0L);

        /// <summary>A stretch of a dimension.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.Narrow.Call(this, dim, start, length);

        /// <summary>Every step-th entry of a dimension from start to before finish.</summary>
        public Tensor slice(long dim, long start, long finish, long step) =>
            Aten.Slice.Call(this, dim, start, finish, step);

        /// <summary>One entry of a dimension, which goes away.</summary>
        public Tensor select(long dim, long index) => Aten.Select.Call(this, dim, index);

        /// <summary>The entries of a dimension that a vector of indices names.</summary>
        public Tensor index_select(long dim, Tensor index) => Aten.IndexSelect.Call(this, dim, index);

        /// <summary>One element along a dimension for each index.</summary>
        public Tensor gather(long dim, Tensor index) => Aten.Gather.Call(this, dim, index, false);

        /// <summary>Pieces of a size along a dimension; the last may be shorter.</summary>
        public Tensor[] split(long size, long dim = 0) => Aten.Split.CallList(this, size, dim);

        /// <summary>Pieces of the sizes given along a dimension.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.SplitSizes.CallList(this, sizes, dim);

        /// <summary>At most so many equal pieces along a dimension.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.Chunk.CallList(this, chunks, dim);

        /// <summary>A value where the mask holds, these elements elsewhere.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.MaskedFill.Call(this, mask, value);

        /// <summary>Writes a value where the mask holds.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            Aten.MaskedFillInto.CallInPlace(this, mask, value);
            return this;
        }

        /// <summary>The elements where the mask holds, in a row.</summary>
        public Tensor masked_select(Tensor mask) => Aten.MaskedSelect.Call(this, mask);

        /// <summary>Overwrites with the elements of another tensor, broadcast.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            Aten.CopyInto.CallInPlace(this, source, nonBlocking);
            return this;
        }

        /// <summary>Overwrites with a number.</summary>
        public Tensor fill_(Scalar value)
        {
            Aten.FillInto.CallInPlace(this, value);
            return this;
        }

        /// <summary>Overwrites with zeros.</summary>
        public Tensor zero_()
        {
            Aten.ZeroInto.CallInPlace(this);
            return this;
        }
    }
}
