using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Owns the tensors created on its thread while it is the innermost scope, and disposes them when it is disposed.
/// Not thread-safe: a scope belongs to the thread that opened it.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private readonly List<IDisposable> _owned = [];

    /// <summary>Opens a scope inside the current one; use <see cref="NewDisposeScope"/>.</summary>
    public DisposeScope(DisposeScopeManager disposeScopeManager)
    {
        _manager = disposeScopeManager;
        OuterScope = disposeScopeManager.Innermost;
    }

    /// <summary>How many objects the scope owns now.</summary>
    public int DisposablesCount => _owned.Count;

    internal DisposeScope? OuterScope { get; }

    /// <summary>Puts an object under the scope.</summary>
    public T Include<T>(T disposable)
        where T : IDisposable
    {
        if (disposable is Tensor tensor)
        {
            if (ReferenceEquals(tensor.OwningDisposeScope, this)) return disposable;
            tensor.OwningDisposeScope?.Drop(tensor);
            Adopt(tensor);
        }
        else if (!_owned.Contains(disposable))
        {
            _owned.Add(disposable);
        }

        return disposable;
    }

    /// <summary>Hands an object to the scope around this one; without one it is detached.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        if (Drop(disposable)) OuterScope?.Include(disposable);
        return disposable;
    }

    /// <summary>Hands two objects to the scope around this one.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Hands three objects to the scope around this one.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Hands objects to the scope around this one.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <summary>Hands objects to the scope around this one.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) MoveToOuter<IDisposable>(disposable);
    }

    /// <summary>Takes an object out of every scope.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Drop(disposable);
        return disposable;
    }

    /// <summary>Takes objects out of every scope.</summary>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes objects out of every scope.</summary>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) Drop(disposable);
    }

    /// <summary>Disposes what the scope owns; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes what the scope owns, save the objects given; the scope stays open.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        var owned = _owned.ToArray();
        _owned.Clear();
        foreach (var disposable in owned)
        {
            if (disposable is Tensor tensor) tensor.OwningDisposeScope = null;
            if (keep.Contains(disposable)) Include(disposable);
            else disposable.Dispose();
        }
    }

    /// <summary>Disposes what the scope owns, save the objects given; the scope stays open.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) =>
        DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Disposes what the scope owns, save one object; the scope stays open.</summary>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Whether the scope owns an object.</summary>
    public bool Contains(IDisposable disposable) =>
        disposable is Tensor tensor
            ? ReferenceEquals(tensor.OwningDisposeScope, this)
            : _owned.Contains(disposable);

    /// <summary>Tells the scope that an object it owns was disposed elsewhere.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Drop(disposable);

    /// <summary>Disposes what the scope owns and closes it.</summary>
    public void Dispose()
    {
        foreach (var disposable in _owned)
        {
            if (disposable is Tensor tensor)
            {
                tensor.OwningDisposeScope = null;
                tensor.Release();
            }
            else
            {
                disposable.Dispose();
            }
        }

        _owned.Clear();
        _manager.Remove(this);
    }

    internal void Adopt(Tensor tensor)
    {
        tensor.OwningDisposeScope = this;
        tensor.ScopeIndex = _owned.Count;
        _owned.Add(tensor);
    }

    internal void Replace(Tensor old, Tensor tensor)
    {
        Drop(old);
        Adopt(tensor);
    }

    // The last object takes the place of the one that leaves.
    private bool Drop(IDisposable disposable)
    {
        if (!Contains(disposable)) return false;
        var at = disposable is Tensor leaving ? leaving.ScopeIndex : _owned.IndexOf(disposable);
        var last = _owned[^1];
        _owned[at] = last;
        if (last is Tensor moved) moved.ScopeIndex = at;
        _owned.RemoveAt(_owned.Count - 1);
        if (disposable is Tensor left) left.OwningDisposeScope = null;
        return true;
    }
}
