import { useEffect, useState } from 'react';
import { announce } from './announce.ts';
import { Button, IconButton } from './Button.tsx';
import { copyText } from './copyText.ts';
import { CheckIcon, CopyIcon } from './icons.tsx';

/** Copies a text. With `children` it is a button with words, without them a picture named `label`. */
export function CopyButton({ text, label = `Copy ${text}`, children }: { text: string; label?: string; children?: string }) {
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => {
    if (copied === undefined) return;
    const timer = setTimeout(() => setCopied(undefined), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const done = await copyText(text);
    setCopied(done);
    announce(done ? `Copied ${text}` : 'The browser did not allow copying');
  };
  const icon = copied ? <CheckIcon /> : <CopyIcon />;
  if (!children) {
    return (
      <IconButton label={copied === false ? 'The browser did not allow copying' : label} onClick={copy}>
        {icon}
      </IconButton>
    );
  }
  return (
    <Button onClick={copy}>
      {icon}
      {copied ? 'Copied' : copied === false ? 'Not allowed' : children}
    </Button>
  );
}
