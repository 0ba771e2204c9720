namespace Akka;

/// <summary>The result of a task that has none.</summary>
public class Done
{
    private Done()
    {
    }

    /// <summary>The one instance.</summary>
    public static readonly Done Instance = new();
}
