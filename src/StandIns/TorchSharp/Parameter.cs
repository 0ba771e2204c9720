using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that an optimiser changes.</summary>
public class Parameter : Tensor
{
    /// <summary>Takes over a tensor's handle and its place in a dispose scope, and leaves it empty.</summary>
    /// <param name="data">The values.</param>
    /// <param name="requires_grad">Whether gradients are recorded.</param>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false) =>
        data.OwningDisposeScope?.Replace(data, this);
}
