using TorchSharp.Dispatch;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How many threads one operator may use. The stand-in starts with one.</summary>
    public static int get_num_threads() => NativeMethods.Threads();

    /// <summary>Sets how many threads one operator may use.</summary>
    public static void set_num_threads(int num) => NativeErrors.Check(NativeMethods.SetThreads(num));

    /// <summary>Seeds libtorch's own generators.</summary>
    public static void manual_seed(long seed) => NativeErrors.Check(NativeMethods.Seed((ulong)seed));

    /// <summary>Uniform random numbers in [0, 1) from libtorch's own generator.</summary>
    public static Tensor rand(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Aten.Rand.Call(size, Kind(dtype), Arg.None, device, Arg.None), requires_grad);

    /// <summary>Standard normal random numbers from libtorch's own generator.</summary>
    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Aten.Randn.Call(size, Kind(dtype), Arg.None, device, Arg.None), requires_grad);
}
