namespace Akka.Serialization;

/// <summary>Type names with the assembly's name but not its version, so that they outlive releases.</summary>
internal static class TypeName
{
    public static string Of(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
