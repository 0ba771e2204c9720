using System.Text;

namespace Orchestrator.Sweeps.Specs;

/// <summary>One thing that is wrong with a spec: where, what, and what is allowed instead.</summary>
/// <param name="File">The file's name as the reader was given it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Field">The path of the field, <c>generators[1].wgan-gp.epochs</c>; empty: the file as a whole.</param>
/// <param name="Value">The value as written, shortened and on one line; null where there is none.</param>
/// <param name="Fault">What is wrong with it: "is not allowed", "appears twice".</param>
/// <param name="Allowed">What is allowed instead.</param>
public sealed record SpecProblem(
    string File, int Line, int Column, string Field, string? Value, string Fault, string Allowed)
{
    /// <summary>The valid name that the value was probably meant to be, where one is near enough.</summary>
    public string? Nearest { get; init; }

    /// <summary>A single line: <c>sweep.yaml:4:9: fractions[2]: 1.2 is not allowed; a fraction is …</c>.</summary>
    public override string ToString()
    {
        var line = new StringBuilder($"{File}:{Line}:{Column}: ");
        if (Field.Length > 0)
            line.Append(Field).Append(": ");
        if (Value is not null)
            line.Append(Value).Append(' ');
        line.Append(Fault).Append("; ").Append(Allowed);
        if (Nearest is not null)
            line.Append($"; did you mean '{Nearest}'?");
        return line.ToString();
    }
}
