using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that an optimiser changes.</summary>
public sealed class Parameter : Tensor
{
    /// <summary>Takes over a tensor's handle: the tensor given is empty afterwards.</summary>
    /// <param name="data">The values.</param>
    /// <param name="requires_grad">Whether gradients are recorded.</param>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.MoveHandle()) => this.requires_grad = requires_grad;
}
