using System.Text.Json;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>JSON for messages that no serializer was registered for.</summary>
internal sealed class JsonFallback(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 1;

    public override bool IncludeManifest => true;

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, obj.GetType());

    public override object FromBinary(byte[] bytes, Type type) =>
        JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException($"A stored {type} is null.");
}
