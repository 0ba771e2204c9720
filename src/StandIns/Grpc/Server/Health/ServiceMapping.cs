namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks decide how a service does.</summary>
public sealed class ServiceMapping
{
    /// <summary>A service and its checks.</summary>
    /// <param name="name">The service's full name; empty for the server as a whole.</param>
    /// <param name="predicate">Whether a check counts.</param>
    public ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(predicate);
        Name = name;
        HealthCheckPredicate = predicate;
    }

    /// <summary>The service's full name; empty for the server as a whole.</summary>
    public string Name { get; }

    /// <summary>Whether a check counts.</summary>
    public Func<HealthCheckMapContext, bool>? HealthCheckPredicate { get; }
}
