namespace TorchSharp;

/// <summary>The stack of dispose scopes of one thread.</summary>
public sealed class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? _ofThread;

    internal static DisposeScopeManager Current => _ofThread ??= new DisposeScopeManager();

    internal DisposeScope? Innermost { get; private set; }

    internal static DisposeScope NewDisposeScope()
    {
        var manager = Current;
        return manager.Innermost = new DisposeScope(manager);
    }

    // A scope disposed out of turn closes those inside it as well.
    internal void Remove(DisposeScope scope)
    {
        for (var open = Innermost; open is not null; open = open.OuterScope)
        {
            if (!ReferenceEquals(open, scope)) continue;
            Innermost = scope.OuterScope;
            return;
        }
    }
}
