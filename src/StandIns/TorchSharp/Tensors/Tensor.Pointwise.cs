using TorchSharp.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute values.</summary>
        public Tensor abs() => Aten.Abs.Call(this);

        /// <summary>−1, 0 or 1 by sign.</summary>
        public Tensor sign() => Aten.Sign.Call(this);

        /// <summary>The squares.</summary>
        public Tensor square() => Aten.Square.Call(this);

        /// <summary>The square roots.</summary>
        public Tensor sqrt() => Aten.Sqrt.Call(this);

        /// <summary>One over the square roots.</summary>
        public Tensor rsqrt() => Aten.Rsqrt.Call(this);

        /// <summary>e to the elements.</summary>
        public Tensor exp() => Aten.Exp.Call(this);

        /// <summary>The natural logarithms.</summary>
        public Tensor log() => Aten.Log.Call(this);

        /// <summary>The natural logarithms of one plus the elements.</summary>
        public Tensor log1p() => Aten.Log1p.Call(this);

        /// <summary>Rounded down.</summary>
        public Tensor floor() => Aten.Floor.Call(this);

        /// <summary>Rounded to the nearest, halves to even.</summary>
        public Tensor round() => Aten.Round.Call(this);

        /// <summary>The hyperbolic tangents.</summary>
        public Tensor tanh() => Aten.Tanh.Call(this);

        /// <summary>1 / (1 + e^−x).</summary>
        public Tensor sigmoid() => Aten.Sigmoid.Call(this);

        /// <summary>log(1 / (1 + e^−x)).</summary>
        public Tensor log_sigmoid() => Aten.LogSigmoid.Call(this);

        /// <summary>max(x, 0).</summary>
        public Tensor relu() => Aten.Relu.Call(this);

        /// <summary>Where the elements are not numbers.</summary>
        public Tensor isnan() => Aten.IsNan.Call(this);

        /// <summary>Where the elements are finite.</summary>
        public Tensor isfinite() => Aten.IsFinite.Call(this);

        /// <summary>Absolute values in place.</summary>
        public Tensor abs_()
        {
            Aten.AbsInto.CallInPlace(this);
            return this;
        }

        /// <summary>Square roots in place.</summary>
        public Tensor sqrt_()
        {
            Aten.SqrtInto.CallInPlace(this);
            return this;
        }

        /// <summary>e to the elements in place.</summary>
        public Tensor exp_()
        {
            Aten.ExpInto.CallInPlace(this);
            return this;
        }

        /// <summary>Hyperbolic tangents in place.</summary>
        public Tensor tanh_()
        {
            Aten.TanhInto.CallInPlace(this);
            return this;
        }

        /// <summary>1 / (1 + e^−x) in place.</summary>
        public Tensor sigmoid_()
        {
            Aten.SigmoidInto.CallInPlace(this);
            return this;
        }

        /// <summary>max(x, 0) in place.</summary>
        public Tensor relu_()
        {
            Aten.ReluInto.CallInPlace(this);
            return this;
        }

        /// <summary>Limited from below and above; null leaves a side open.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Clamp.Call(this, min, max);

        /// <summary>Limited by tensors, broadcast; null leaves a side open.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.ClampTensor.Call(this, min, max);

        /// <summary>Limits in place; null leaves a side open.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Aten.ClampInto.CallInPlace(this, min, max);
            return this;
        }

        /// <summary>The larger of two, element by element.</summary>
        public Tensor maximum(Tensor other) => Aten.Maximum.Call(this, other);

        /// <summary>The smaller of two, element by element.</summary>
        public Tensor minimum(Tensor other) => Aten.Minimum.Call(this, other);

        /// <summary>e to the elements, divided by their sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.Softmax.Call(this, dim, Arg.Type(dtype));

        /// <summary>The logarithm of the softmax.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) =>
            Aten.LogSoftmax.Call(this, dim, Arg.Type(dtype));
    }
}
