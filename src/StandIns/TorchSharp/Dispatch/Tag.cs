namespace TorchSharp.Dispatch;

/// <summary>The kinds of argument; the order is that of <c>torch_dispatch.cpp</c>.</summary>
internal enum Tag
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    Ints,
    Tensors,
    OptionalTensors,
    Device,
    Text,
}
