using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope that owns the tensors created on this thread until it is disposed.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.NewDisposeScope();

    /// <summary>Turns gradient recording off on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new AutoGradMode(false);

    /// <summary>Turns gradient recording on on this thread until the result is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    /// <summary>Sets gradient recording on this thread until the result is disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    /// <summary>Whether gradients are recorded on this thread.</summary>
    public static bool is_grad_enabled() => NativeMethods.GradMode() != 0;

    private sealed class AutoGradMode : IDisposable
    {
        private readonly int _before = NativeMethods.GradMode();

        internal AutoGradMode(bool enabled) => NativeMethods.SetGradMode(enabled ? 1 : 0);

        public void Dispose() => NativeMethods.SetGradMode(_before);
    }
}
