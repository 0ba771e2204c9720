using System.Text;

namespace Orchestrator.Sweeps.BuiltIn;

/// <summary>The quick size of a sweep: its text with some of the fields replaced.</summary>
internal static class QuickSize
{
    /// <summary>
    /// The text of the full size with the fields of <paramref name="changes"/> in the places of its own; comments of a
    /// replaced field go with it, new fields come last.
    /// </summary>
    public static string Of(string full, string changes)
    {
        var changed = Fields(changes).Where(f => f.Name.Length > 0).ToDictionary(f => f.Name, f => f.Text);
        var text = new StringBuilder();
        foreach (var (name, own) in Fields(full))
            text.Append(changed.Remove(name, out var other) ? other : own);
        return text.AppendJoin("", changed.Values).ToString();
    }

    // Each field with the comments and blank lines above it and the indented lines below it; a file's last comments
    // have no name.
    private static IEnumerable<(string Name, string Text)> Fields(string text)
    {
        var name = "";
        var field = new StringBuilder();
        var above = new StringBuilder();
        foreach (var line in text.Split('\n')[..^1])
        {
            if (line.Length == 0 || line[0] == '#')
            {
                above.Append(line).Append('\n');
                continue;
            }

            if (line[0] is not ' ' and not '-')
            {
                if (name.Length > 0)
                    yield return (name, field.ToString());
                field.Clear();
                name = line[..line.IndexOf(':', StringComparison.Ordinal)];
            }

            field.Append(above).Append(line).Append('\n');
            above.Clear();
        }

        yield return (name, field.ToString());
        if (above.Length > 0)
            yield return ("", above.ToString());
    }
}
