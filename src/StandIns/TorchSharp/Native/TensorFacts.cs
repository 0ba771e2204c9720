using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What the native side tells about a tensor in one call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorFacts
{
    internal long Type;
    internal long DeviceType;
    internal long DeviceIndex;
    internal long RequiresGrad;
    internal long IsLeaf;
    internal long IsContiguous;
    internal long Elements;
}
