namespace Akka.Persistence;

/// <summary>A message as it is stored.</summary>
internal readonly record struct EventRow(byte[] Payload, string Manifest, int SerializerId)
{
    public static EventRow Write(Serialization.Serialization serialization, object message)
    {
        var serializer = serialization.FindSerializerFor(message);
        var manifest = Serialization.Serialization.ManifestOf(serializer, message);
        return new EventRow(serializer.ToBinary(message), manifest, serializer.Identifier);
    }

    public object Read(Serialization.Serialization serialization) =>
        serialization.Deserialize(Payload, SerializerId, Manifest);
}
