namespace Orchestrator.Protocol.Access;

/// <summary>What stands between a caller and a coordinator; asking again changes none of it.</summary>
public enum AccessProblem
{
    /// <summary>The coordinator does not know who calls: no token, an unknown one, or no certificate.</summary>
    Identity,

    /// <summary>The coordinator knows who calls; the caller's role may not do this.</summary>
    Role,

    /// <summary>The coordinator's certificate is not trusted, has another name, or is not valid now.</summary>
    ServerCertificate,

    /// <summary>The coordinator ends the connection once it has seen the caller's certificate.</summary>
    ClientCertificate,

    /// <summary>TLS is spoken at an address that says <c>http</c>.</summary>
    TlsExpected,

    /// <summary>No TLS is spoken at an address that says <c>https</c>.</summary>
    TlsMissing,

    /// <summary>A token would go where others can read it.</summary>
    TokenUnprotected,

    /// <summary>A coordinator reached by TLS names a leader that is not.</summary>
    LeaderUnprotected,
}
