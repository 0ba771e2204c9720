namespace Akka.Configuration;

/// <summary>Makes settings.</summary>
public class ConfigurationFactory
{
    /// <summary>No settings.</summary>
    public static Config Empty => Config.Empty;

    /// <summary>Reads settings from text: nested blocks, dotted keys, quoted and plain values, comments.</summary>
    /// <exception cref="FormatException">The text is broken, or has what is not read here, such as lists.</exception>
    public static Config ParseString(string hocon)
    {
        ArgumentNullException.ThrowIfNull(hocon);
        return Config.Of(new HoconReader(hocon).Read());
    }
}
