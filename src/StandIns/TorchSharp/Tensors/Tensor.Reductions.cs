using TorchSharp.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Aten.Sum.Call(this, Arg.Type(type));

        /// <summary>The sum along a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.SumDim.Call(this, Arg.One(dim), keepdim, Arg.Type(type));

        /// <summary>The sum along dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.SumDim.Call(this, dim, keepdim, Arg.Type(type));

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Aten.Mean.Call(this, Arg.None);

        /// <summary>The mean along dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Aten.MeanDim.Call(this, dimensions, keepdim, Arg.Type(type));

        /// <summary>The variance of all elements.</summary>
        public Tensor var(bool unbiased = true) => Aten.VarAll.Call(this, unbiased);

        /// <summary>The standard deviation of all elements.</summary>
        public Tensor std(bool unbiased = true) => Aten.StdAll.Call(this, unbiased);

        /// <summary>The variance along a dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Aten.Var.Call(Typed(type), Arg.One(dim), unbiased, keepdim);

        /// <summary>The variance along dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Aten.Var.Call(Typed(type), dimensions, unbiased, keepdim);

        /// <summary>The standard deviation along a dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Aten.Std.Call(Typed(type), Arg.One(dim), unbiased, keepdim);

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Aten.Std.Call(Typed(type), dimensions, unbiased, keepdim);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Aten.Norm.Call(this, p);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            Aten.NormDim.Call(this, (double)p, Arg.One(dim), keepdim);

        /// <summary>The largest element.</summary>
        public Tensor max() => Aten.Max.Call(this);

        /// <summary>The largest element along a dimension, and where it is.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) =>
            Aten.MaxDim.CallPair(this, dim, keepdim);

        /// <summary>The smallest element.</summary>
        public Tensor min() => Aten.Min.Call(this);

        /// <summary>The smallest element along a dimension, and where it is.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) =>
            Aten.MinDim.CallPair(this, dim, keepdim);

        /// <summary>Where the largest of all elements is.</summary>
        public Tensor argmax() => Aten.Argmax.Call(this, Arg.None, false);

        /// <summary>Where the largest element along a dimension is.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.Argmax.Call(this, dim, keepdim);

        /// <summary>Where the smallest of all elements is.</summary>
        public Tensor argmin() => Aten.Argmin.Call(this, Arg.None, false);

        /// <summary>Where the smallest element along a dimension is.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.Argmin.Call(this, dim, keepdim);

        /// <summary>The running sum along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.Cumsum.Call(this, dim, Arg.Type(type));

        private Tensor Typed(ScalarType? type) => type is { } wanted && wanted != dtype ? to(wanted) : this;
    }
}
