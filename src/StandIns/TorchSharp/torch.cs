namespace TorchSharp;

/// <summary>Tensors, operators on them, and what trains small networks.</summary>
public static partial class torch
{
}
