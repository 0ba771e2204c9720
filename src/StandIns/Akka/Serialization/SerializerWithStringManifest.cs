using Akka.Actor;

namespace Akka.Serialization;

/// <summary>A serializer that names what it wrote by strings of its own instead of type names.</summary>
public abstract class SerializerWithStringManifest : Serializer
{
    /// <summary>Made by the factory that was registered.</summary>
    protected SerializerWithStringManifest(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <inheritdoc/>
    public sealed override bool IncludeManifest => true;

    /// <inheritdoc/>
    public sealed override object FromBinary(byte[] bytes, Type type) => FromBinary(bytes, TypeName.Of(type));

    /// <summary>Reads a message by the manifest it was written with.</summary>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>The manifest for a message.</summary>
    public abstract string Manifest(object o);
}
