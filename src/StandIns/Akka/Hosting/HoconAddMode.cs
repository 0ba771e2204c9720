namespace Akka.Hosting;

/// <summary>How settings are added to those that are there.</summary>
public enum HoconAddMode
{
    /// <summary>Those that are there win.</summary>
    Append,

    /// <summary>The new ones win.</summary>
    Prepend,

    /// <summary>Only the new ones stay.</summary>
    Replace,
}
