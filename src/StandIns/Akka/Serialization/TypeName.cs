using System.Collections.Concurrent;

namespace Akka.Serialization;

/// <summary>Type names with the assembly's name but not its version, so that they outlive releases.</summary>
internal static class TypeName
{
    private static readonly ConcurrentDictionary<Type, string> Known = new();

    public static string Of(Type type) =>
        Known.GetOrAdd(type, static t => $"{t.FullName}, {t.Assembly.GetName().Name}");
}
