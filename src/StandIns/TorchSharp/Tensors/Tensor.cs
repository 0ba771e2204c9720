using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A reference to a native tensor. Freed by <see cref="Dispose()"/>, by the <see cref="DisposeScope"/> it was
    /// created in, or, as a safety net, by the finaliser.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long _liveCount;
        private static long _highestCount;

        private nint _handle;

        internal Tensor(nint handle, bool register = true)
        {
            _handle = handle;
            var live = Interlocked.Increment(ref _liveCount);
            if (live > _highestCount) _highestCount = live;
            if (register) DisposeScopeManager.Current.Innermost?.Adopt(this);
        }

        /// <summary>Frees the native reference if nobody did.</summary>
        ~Tensor() => Free();

        /// <summary>How many tensor objects are alive.</summary>
        public static long TotalCount => Interlocked.Read(ref _liveCount);

        /// <summary>The most tensor objects that were alive at once.</summary>
        public static long PeakCount => _highestCount;

        /// <summary>Whether the tensor was disposed or its handle moved to another object.</summary>
        public bool IsInvalid => _handle == 0;

        /// <summary>The native tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed or moved.</exception>
        public nint Handle =>
            _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        // Where the owning scope keeps this tensor, so that leaving it needs no search.
        internal int ScopeIndex { get; set; }

        /// <summary>Frees the native reference now. A second call does nothing.</summary>
        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Release();
        }

        /// <summary>Moves the tensor to the scope around its own; without one it is detached.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of every scope: it lives until it is disposed.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        internal void Release()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        // The object stays behind empty, as the official package leaves it.
        internal nint MoveHandle()
        {
            var handle = Handle;
            _handle = 0;
            Interlocked.Decrement(ref _liveCount);
            GC.SuppressFinalize(this);
            return handle;
        }

        private void Free()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0) return;
            NativeMethods.Free(handle);
            Interlocked.Decrement(ref _liveCount);
        }
    }
}
