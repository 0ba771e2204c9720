using TorchSharp.Dispatch;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operators on this tensor are recorded for gradients. Only leaves may be set.</summary>
        public bool requires_grad
        {
            get => Facts().RequiresGrad != 0;
            set => NativeErrors.Check(NativeMethods.SetRequiresGrad(Handle, value ? 1 : 0));
        }

        /// <summary>The gradient that <see cref="backward()"/> accumulated, of this shape; null before.</summary>
        public Tensor? grad
        {
            get => NativeMethods.Grad(Handle) is var handle and not 0 ? new Tensor(handle) : null;
            set => NativeErrors.Check(NativeMethods.SetGrad(Handle, value?.Handle ?? 0));
        }

        /// <summary>Turns recording on or off and returns this tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Turns recording on or off and returns this tensor.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad() => NativeErrors.Check(NativeMethods.RetainGrad(Handle));

        /// <summary>Accumulates the gradients of this tensor of one element in its leaves.</summary>
        public void backward() => autograd.backward([this]);

        /// <summary>Accumulates the gradients of this tensor in the leaves it was computed from.</summary>
        /// <param name="grad_tensors">The gradient of this tensor; needed unless it has one element.</param>
        /// <param name="create_graph">Record the gradients themselves, so that they can be differentiated.</param>
        /// <param name="retain_graph">Keep the recorded operators for another pass.</param>
        /// <param name="inputs">Not supported here: leave it out.</param>
        public void backward(
            IList<Tensor>? grad_tensors = null,
            bool create_graph = false,
            bool retain_graph = false,
            IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, create_graph, retain_graph, inputs);

        /// <summary>The same elements without the record of how they were computed.</summary>
        public Tensor detach() => Aten.Detach.Call(this);

        /// <summary>Forgets how this tensor was computed.</summary>
        public Tensor detach_()
        {
            Aten.DetachInto.CallInPlace(this);
            return this;
        }

        /// <summary>A copy of the elements.</summary>
        public Tensor clone() => Aten.Clone.Call(this, Arg.None);

        /// <summary>Another reference to the same native tensor.</summary>
        public Tensor alias() => new(NativeMethods.Alias(Handle));
    }
}
