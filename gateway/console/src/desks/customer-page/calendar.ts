const stamp = (moment: string) => new Date(moment).toISOString().replace(/[-:]|\.\d{3}/g, "");
const plain = (text: string) => text.replaceAll(/([\\;,])/g, "\\$1").replaceAll("\n", "\\n");

/** An appointment as an iCalendar file (RFC 5545); times are in UTC. */
export function calendarEntry(one: { id: string; title: string; place: string; starts: string; ends: string }): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Yinglou//Customer//EN",
    "BEGIN:VEVENT",
    `UID:${one.id}@yinglou`,
    `DTSTAMP:${stamp(new Date().toISOString())}`,
    `DTSTART:${stamp(one.starts)}`,
    `DTEND:${stamp(one.ends)}`,
    `SUMMARY:${plain(one.title)}`,
    `LOCATION:${plain(one.place)}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

/** Hand a text to the device as a file. */
export function saveFile(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
