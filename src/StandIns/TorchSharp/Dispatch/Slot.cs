using System.Runtime.InteropServices;

namespace TorchSharp.Dispatch;

/// <summary>One boxed value as the native side sees it: 16 bytes, a tag, a count and a payload.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Slot
{
    internal Tag Tag;
    internal int Count;
    internal long Payload;
}
