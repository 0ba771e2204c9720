using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns messages into bytes and back. Called from several threads.</summary>
public abstract class Serializer
{
    private readonly ExtendedActorSystem _system;

    /// <summary>Made by the factory that was registered.</summary>
    protected Serializer(ExtendedActorSystem system) => _system = system;

    /// <summary>
    /// Stored with every payload; must never change and must be unique in a system. 0–40 are reserved.
    /// </summary>
    public virtual int Identifier => throw new NotSupportedException($"{GetType()} has no identifier.");

    /// <summary>Whether <see cref="FromBinary(byte[], Type)"/> needs the type.</summary>
    public abstract bool IncludeManifest { get; }

    /// <summary>The system.</summary>
    protected ExtendedActorSystem system => _system;

    /// <summary>Writes a message.</summary>
    public abstract byte[] ToBinary(object obj);

    /// <summary>Reads a message.</summary>
    public abstract object FromBinary(byte[] bytes, Type type);
}
