using System.Runtime.InteropServices;
using TorchSharp.Dispatch;

namespace TorchSharp.Native;

/// <summary>The C interface of <c>torch_dispatch.cpp</c>. Every argument is blittable.</summary>
internal static unsafe partial class NativeMethods
{
    internal const string Library = "torch_dispatch";

    [LibraryImport(Library, EntryPoint = "td_error")]
    internal static partial byte* Error();

    [LibraryImport(Library, EntryPoint = "td_set_threads")]
    internal static partial int SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "td_set_interop_threads")]
    internal static partial int SetInteropThreads(int threads);

    [LibraryImport(Library, EntryPoint = "td_threads")]
    internal static partial int Threads();

    [LibraryImport(Library, EntryPoint = "td_cuda_devices")]
    internal static partial int CudaDevices();

    [LibraryImport(Library, EntryPoint = "td_seed")]
    internal static partial int Seed(ulong seed);

    [LibraryImport(Library, EntryPoint = "td_operator", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Operator(string name, string overload);

    [LibraryImport(Library, EntryPoint = "td_call")]
    internal static partial int Call(nint op, Slot* arguments, int count, Slot* results, int capacity);

    [LibraryImport(Library, EntryPoint = "td_free")]
    internal static partial void Free(nint handle);

    [LibraryImport(Library, EntryPoint = "td_alias")]
    internal static partial nint Alias(nint handle);

    [LibraryImport(Library, EntryPoint = "td_from_data")]
    internal static partial nint FromData(void* data, long* shape, int rank, int type);

    [LibraryImport(Library, EntryPoint = "td_data")]
    internal static partial void* Data(nint handle);

    [LibraryImport(Library, EntryPoint = "td_facts")]
    internal static partial int Facts(nint handle, TensorFacts* facts);

    [LibraryImport(Library, EntryPoint = "td_shape")]
    internal static partial int Shape(nint handle, long* sizes, long* strides, int capacity);

    [LibraryImport(Library, EntryPoint = "td_set_requires_grad")]
    internal static partial int SetRequiresGrad(nint handle, int flag);

    [LibraryImport(Library, EntryPoint = "td_retain_grad")]
    internal static partial int RetainGrad(nint handle);

    [LibraryImport(Library, EntryPoint = "td_grad")]
    internal static partial nint Grad(nint handle);

    [LibraryImport(Library, EntryPoint = "td_set_grad")]
    internal static partial int SetGrad(nint handle, nint grad);

    [LibraryImport(Library, EntryPoint = "td_grad_mode")]
    [SuppressGCTransition]
    internal static partial int GradMode();

    [LibraryImport(Library, EntryPoint = "td_set_grad_mode")]
    [SuppressGCTransition]
    internal static partial void SetGradMode(int enabled);

    [LibraryImport(Library, EntryPoint = "td_backward")]
    internal static partial int Backward(
        nint* outputs, int count, nint* seeds, int seedCount, int retain, int create);

    [LibraryImport(Library, EntryPoint = "td_gradients")]
    internal static partial int Gradients(
        nint* outputs, int count, nint* inputs, int inputCount, nint* seeds, int seedCount, int flags,
        nint* gradients);
}
