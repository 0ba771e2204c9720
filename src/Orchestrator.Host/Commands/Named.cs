namespace Orchestrator.Host.Commands;

/// <summary>Looks a name up in a catalogue.</summary>
internal static class Named
{
    /// <summary>What <paramref name="find"/> finds, or bad input that lists the names.</summary>
    /// <exception cref="BadInputException">There is none of that name.</exception>
    public static T Find<T>(string name, IReadOnlyList<string> names, Func<string, T?> find, string what)
        where T : class =>
        find(name) ?? throw new BadInputException(
            $"there is no {what} '{name}'; there are: {string.Join(", ", names)}");
}
