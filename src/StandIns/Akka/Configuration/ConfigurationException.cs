using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A setting is missing, unknown or wrong.</summary>
public class ConfigurationException : AkkaException
{
    /// <summary>With a message.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public ConfigurationException(string message, Exception? exception)
        : base(message, exception)
    {
    }
}
