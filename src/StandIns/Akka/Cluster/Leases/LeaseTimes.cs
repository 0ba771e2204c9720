namespace Akka.Cluster;

/// <summary>
/// The times of a lease. A crash is noticed after at most <see cref="Term"/> + <see cref="Poll"/>; a leader that cannot
/// renew has <see cref="StopMargin"/> to stop its singletons before anybody else may take over.
/// </summary>
internal static class LeaseTimes
{
    /// <summary>How long a lease lasts unless renewed, by the database's clock.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromSeconds(6);

    /// <summary>From one renewal to the next.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1.5);

    /// <summary>How often a node that stands by looks.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>From a failed attempt to the next.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest that one attempt may take.</summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(1.5);

    /// <summary>How long before the end of the lease the singletons are stopped.</summary>
    public static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(2);
}
