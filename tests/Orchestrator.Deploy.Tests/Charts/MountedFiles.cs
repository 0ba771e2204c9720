using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>What the pods of a rendering mount from Secrets and ConfigMaps, as files in a folder of its own.</summary>
internal sealed class MountedFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-pod-");

    /// <summary>The folder that stands for a pod's root.</summary>
    public string Root => _folder.FullName;

    /// <summary>Writes what a pod mounts; secrets that are given, or made in a cluster, are written with some text.</summary>
    public void Write(Manifests manifests, Place podSpec)
    {
        foreach (var mount in podSpec["containers"].Items.SelectMany(c => c["volumeMounts"].Items))
        {
            var volume = podSpec["volumes"].Items.FirstOrDefault(v => v["name"].Text == mount["name"].Text);
            var folder = Directory.CreateDirectory(Root + mount["mountPath"].Text).FullName;
            if (volume?.Find("secret") is { } secret)
                WriteSecret(manifests, secret, folder);
            if (volume?.Find("configMap") is { } map)
                WriteData(manifests.The("ConfigMap", map["name"].Text)["data"], folder, text => text);
        }
    }

    /// <summary>An argument or a variable of a container, with the paths that it mounts as they are here.</summary>
    public string Here(string text) =>
        text.StartsWith("/etc/orchestrator/", StringComparison.Ordinal)
        || text.StartsWith("/var/", StringComparison.Ordinal)
            ? Root + text
            : text;

    public void Dispose() => _folder.Delete(recursive: true);

    private static void WriteSecret(Manifests manifests, Place secret, string folder)
    {
        var name = secret["secretName"].Text;
        var made = manifests.Of("Secret").FirstOrDefault(s => s["metadata"]["name"].Text == name);
        if (made is not null)
        {
            WriteData(made["data"], folder, text => Encoding.UTF8.GetString(Convert.FromBase64String(text)));
            return;
        }

        foreach (var item in secret["items"].Items)
            File.WriteAllText(Path.Combine(folder, item["path"].Text), Convert.ToHexString(SHA256.HashData("given"u8)));
    }

    private static void WriteData(Place data, string folder, Func<string, string> read)
    {
        foreach (var key in data.Keys)
            File.WriteAllText(Path.Combine(folder, key), read(data[key].Text));
    }
}
