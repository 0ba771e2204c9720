namespace Akka.Hosting;

/// <summary>The registry's exceptions.</summary>
public abstract class ActorRegistryException : Exception
{
    /// <summary>With a message.</summary>
    protected ActorRegistryException(string message)
        : base(message)
    {
    }
}

/// <summary>The key is taken.</summary>
public sealed class DuplicateActorRegistryException : ActorRegistryException
{
    /// <summary>With a message.</summary>
    public DuplicateActorRegistryException(string message)
        : base(message)
    {
    }
}

/// <summary>No actor is registered under the key.</summary>
public sealed class MissingActorRegistryEntryException : ActorRegistryException
{
    /// <summary>With a message.</summary>
    public MissingActorRegistryEntryException(string message)
        : base(message)
    {
    }
}
