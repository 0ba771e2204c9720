using System.Globalization;

namespace Orchestrator.Protocol;

/// <summary>Where in a message a value stands; written out only when a message is refused.</summary>
/// <param name="Name">The path of a message or repeated field; empty for the message itself.</param>
/// <param name="Index">The element of the repeated field; -1 where it is none.</param>
/// <param name="Inner">The message field inside that element; empty for the element itself.</param>
internal readonly record struct FieldPath(string Name, int Index = -1, string Inner = "")
{
    /// <summary>The path of <paramref name="field"/> below this one.</summary>
    public string Text(string field)
    {
        var element = Index < 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}[{Index}]");
        return string.Join('.', new[] { element, Inner, field }.Where(part => part.Length > 0));
    }
}
