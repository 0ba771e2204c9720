namespace TorchSharp;

/// <summary>Tensors, operators on them, and what trains small networks: the subset of the official package's class.</summary>
public static partial class torch
{
}
