namespace Akka.Actor;

internal sealed partial class Cell
{
    private readonly Lock _childrenLock = new();
    private Dictionary<string, ChildRecord>? _children;
    private long _nextName;

    public IActorRef ActorOf(Props props, string? name = null)
    {
        if (name is not null && !ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException(name.Length == 0
                ? "Actor name must not be empty."
                : $"Illegal actor name [{name}]. Names must not start with $ and hold only URI path characters.");
        }
        var cell = AddChild(props, name);
        cell.SendSystem(new CreateActor());
        return cell.SelfRef;
    }

    public IActorRef Child(string name)
    {
        lock (_childrenLock)
        {
            return _children is not null && _children.TryGetValue(name, out var child)
                ? child.Ref
                : ActorRefs.Nobody;
        }
    }

    public IEnumerable<IActorRef> GetChildren() => ChildRefs();

    private Cell AddChild(Props props, string? name)
    {
        lock (_childrenLock)
        {
            if (_terminating || _closed)
            {
                throw new InvalidOperationException("cannot create children while terminating or terminated");
            }
            _children ??= new Dictionary<string, ChildRecord>(StringComparer.Ordinal);
            name ??= GeneratedName.Of(_nextName++);
            if (_children.ContainsKey(name))
            {
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            }
            var child = LocalActorRef.Create(LocalSystem, props, this, name);
            _children.Add(name, new ChildRecord(child));
            return child.Cell;
        }
    }

    private ChildRecord? FindChild(ActorRefBase child)
    {
        lock (_childrenLock)
        {
            return _children is not null && _children.TryGetValue(child.Path.Name, out var record)
                && ReferenceEquals(record.Ref, child) ? record : null;
        }
    }

    private void MarkStopping(ActorRefBase child)
    {
        if (FindChild(child) is { } record)
        {
            record.Stopping = true;
        }
    }

    private bool RemoveChild(ActorRefBase child)
    {
        lock (_childrenLock)
        {
            return _children is not null && _children.TryGetValue(child.Path.Name, out var record)
                && ReferenceEquals(record.Ref, child) && _children.Remove(child.Path.Name);
        }
    }

    private LocalActorRef[] ChildRefs()
    {
        lock (_childrenLock)
        {
            return _children is { Count: > 0 } ? [.. _children.Values.Select(c => c.Ref)] : [];
        }
    }

    private bool HasChildren()
    {
        lock (_childrenLock)
        {
            return _children is { Count: > 0 };
        }
    }

    private bool AnyStopping()
    {
        lock (_childrenLock)
        {
            return _children is not null && _children.Values.Any(c => c.Stopping);
        }
    }
}
