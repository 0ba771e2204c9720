namespace Orchestrator.Worker.Slots;

/// <summary>
/// The command that starts the process of a slot. The node appends <c>--worker NAME --device DEVICE</c>.
/// </summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
public sealed record SlotCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables of this process's environment that a slot must not have: secrets.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary>
    /// The program that runs now, with other arguments; also where it was started as <c>dotnet program.dll</c>.
    /// </summary>
    /// <param name="arguments">The verb that serves a slot and its options.</param>
    /// <exception cref="SlotStartException">The path of the program is not known.</exception>
    public static SlotCommand ThisProgram(params IReadOnlyList<string> arguments)
    {
        var program = Environment.ProcessPath
            ?? throw new SlotStartException("The path of this program is not known: slots cannot be processes.");
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new SlotCommand(program, isHost ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments);
    }
}
