using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Which serializer writes which type.</summary>
public class Serialization
{
    private readonly ConcurrentDictionary<Type, Serializer> _byType = new();
    private readonly ConcurrentDictionary<string, Type> _types = new();
    private readonly List<(Type Bound, Serializer Serializer)> _bindings = [];
    private readonly Dictionary<int, Serializer> _byIdentifier = [];
    private readonly JsonFallback _fallback;

    internal Serialization(ExtendedActorSystem system)
    {
        _fallback = new JsonFallback(system);
        _byIdentifier.Add(_fallback.Identifier, _fallback);
    }

    /// <summary>The serializer for a message: of its type, or of the first base type that has one.</summary>
    public Serializer FindSerializerFor(object obj) => FindSerializerForType(obj.GetType());

    /// <summary>The serializer for a type.</summary>
    public Serializer FindSerializerForType(Type objectType) => _byType.GetOrAdd(objectType, static (type, self) =>
    {
        var exact = self._bindings.FindIndex(b => b.Bound == type);
        var found = exact >= 0 ? exact : self._bindings.FindIndex(b => b.Bound.IsAssignableFrom(type));
        return found >= 0 ? self._bindings[found].Serializer : self._fallback;
    }, this);

    /// <summary>Reads what a serializer of that identifier wrote.</summary>
    /// <exception cref="System.Runtime.Serialization.SerializationException">
    /// The identifier or the type is not known.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        if (!_byIdentifier.TryGetValue(serializerId, out var serializer))
        {
            throw new global::System.Runtime.Serialization.SerializationException(
                $"Cannot find serializer with id [{serializerId}]; it must be registered to read what it wrote.");
        }
        return serializer is SerializerWithStringManifest byManifest
            ? byManifest.FromBinary(bytes, manifest)
            : serializer.FromBinary(bytes, _types.GetOrAdd(manifest, FindType));
    }

    internal void Bind(Serializer serializer, IEnumerable<Type> types)
    {
        if (_byIdentifier.TryGetValue(serializer.Identifier, out var present)
            && present.GetType() != serializer.GetType())
        {
            throw new ArgumentException(
                $"Identifier {serializer.Identifier} of {serializer.GetType()} belongs to {present.GetType()}.");
        }
        _byIdentifier[serializer.Identifier] = serializer;
        _bindings.InsertRange(0, types.Select(type => (type, serializer)));
        _byType.Clear();
    }

    internal static string ManifestOf(Serializer serializer, object message) =>
        serializer is SerializerWithStringManifest byManifest
            ? byManifest.Manifest(message)
            : TypeName.Of(message.GetType());

    private static Type FindType(string name) =>
        Type.GetType(name) ?? throw new global::System.Runtime.Serialization.SerializationException(
            $"The type [{name}] of a stored message does not exist any more.");
}
