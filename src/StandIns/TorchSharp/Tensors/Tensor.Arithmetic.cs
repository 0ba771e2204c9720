using TorchSharp.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Adds a tensor, broadcast.</summary>
        public Tensor add(Tensor target) => Aten.Add.Call(this, target, 1L);

        /// <summary>Adds a tensor times a factor.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Aten.Add.Call(this, target, alpha);

        /// <summary>Adds a number.</summary>
        public Tensor add(Scalar scalar) => Aten.AddScalar.Call(this, scalar, 1L);

        /// <summary>Adds a tensor in place.</summary>
        public Tensor add_(Tensor target)
        {
            Aten.AddInto.CallInPlace(this, target, 1L);
            return this;
        }

        /// <summary>Adds a tensor times a factor in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha)
        {
            Aten.AddInto.CallInPlace(this, target, alpha);
            return this;
        }

        /// <summary>Adds a number in place.</summary>
        public Tensor add_(Scalar scalar)
        {
            Aten.AddScalarInto.CallInPlace(this, scalar, 1L);
            return this;
        }

        /// <summary>Subtracts a tensor, broadcast.</summary>
        public Tensor sub(Tensor target) => Aten.Sub.Call(this, target, 1L);

        /// <summary>Subtracts a number.</summary>
        public Tensor sub(Scalar scalar) => Aten.SubScalar.Call(this, scalar, 1L);

        /// <summary>Subtracts a tensor in place.</summary>
        public Tensor sub_(Tensor target)
        {
            Aten.SubInto.CallInPlace(this, target, 1L);
            return this;
        }

        /// <summary>Subtracts a number in place.</summary>
        public Tensor sub_(Scalar scalar)
        {
            Aten.SubScalarInto.CallInPlace(this, scalar, 1L);
            return this;
        }

        /// <summary>Multiplies by a tensor, broadcast.</summary>
        public Tensor mul(Tensor target) => Aten.Mul.Call(this, target);

        /// <summary>Multiplies by a number.</summary>
        public Tensor mul(Scalar scalar) => Aten.MulScalar.Call(this, scalar);

        /// <summary>Multiplies by a tensor in place.</summary>
        public Tensor mul_(Tensor target)
        {
            Aten.MulInto.CallInPlace(this, target);
            return this;
        }

        /// <summary>Multiplies by a number in place.</summary>
        public Tensor mul_(Scalar scalar)
        {
            Aten.MulScalarInto.CallInPlace(this, scalar);
            return this;
        }

        /// <summary>Divides by a tensor, broadcast.</summary>
        public Tensor div(Tensor target) => Aten.Div.Call(this, target);

        /// <summary>Divides by a number.</summary>
        public Tensor div(Scalar target) => Aten.DivScalar.Call(this, target);

        /// <summary>Divides by a tensor in place.</summary>
        public Tensor div_(Tensor target)
        {
            Aten.DivInto.CallInPlace(this, target);
            return this;
        }

        /// <summary>Divides by a number in place.</summary>
        public Tensor div_(Scalar target)
        {
            Aten.DivScalarInto.CallInPlace(this, target);
            return this;
        }

        /// <summary>The negated elements.</summary>
        public Tensor neg() => Aten.Neg.Call(this);

        /// <summary>The negated elements.</summary>
        public Tensor negative() => neg();

        /// <summary>Negates in place.</summary>
        public Tensor neg_()
        {
            Aten.NegInto.CallInPlace(this);
            return this;
        }

        /// <summary>One over the elements.</summary>
        public Tensor reciprocal() => Aten.Reciprocal.Call(this);

        /// <summary>The elements to a power.</summary>
        public Tensor pow(Scalar exponent) => Aten.Pow.Call(this, exponent);

        /// <summary>The elements to powers, broadcast.</summary>
        public Tensor pow(Tensor exponent) => Aten.PowTensor.Call(this, exponent);

        /// <summary>Raises to a power in place.</summary>
        public Tensor pow_(Scalar exponent)
        {
            Aten.PowInto.CallInPlace(this, exponent);
            return this;
        }

        /// <summary>This plus value × tensor1 × tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Addcmul.Call(this, tensor1, tensor2, value);

        /// <summary>Adds value × tensor1 × tensor2 in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Aten.AddcmulInto.CallInPlace(this, tensor1, tensor2, value);
            return this;
        }

        /// <summary>This plus value × tensor1 ÷ tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Addcdiv.Call(this, tensor1, tensor2, value);

        /// <summary>Adds value × tensor1 ÷ tensor2 in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Aten.AddcdivInto.CallInPlace(this, tensor1, tensor2, value);
            return this;
        }

        /// <summary>This + weight × (end − this).</summary>
        public Tensor lerp(Tensor end, Scalar weight) => Aten.Lerp.Call(this, end, weight);

        /// <summary>This + weight × (end − this), element by element.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Aten.LerpTensor.Call(this, end, weight);

        /// <summary>Moves towards end by weight in place.</summary>
        public Tensor lerp_(Tensor end, Scalar weight)
        {
            Aten.LerpInto.CallInPlace(this, end, weight);
            return this;
        }

        /// <summary>Moves towards end by weights in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight)
        {
            Aten.LerpTensorInto.CallInPlace(this, end, weight);
            return this;
        }
    }
}
